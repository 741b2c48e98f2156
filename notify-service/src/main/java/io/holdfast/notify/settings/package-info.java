/** Sinks as they are configured, checked before anything is sent to them. */
@NullMarked
package io.holdfast.notify.settings;

import org.jspecify.annotations.NullMarked;
