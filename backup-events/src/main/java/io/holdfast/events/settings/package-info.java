/** Settings that every service reads in the same way. */
@NullMarked
package io.holdfast.events.settings;

import org.jspecify.annotations.NullMarked;
