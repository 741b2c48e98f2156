/** What can be configured. */
@NullMarked
package io.holdfast.verify.settings;

import org.jspecify.annotations.NullMarked;
