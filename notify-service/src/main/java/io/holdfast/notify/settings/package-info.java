/** Settings of sinks, and their validation. */
@NullMarked
package io.holdfast.notify.settings;

import org.jspecify.annotations.NullMarked;
