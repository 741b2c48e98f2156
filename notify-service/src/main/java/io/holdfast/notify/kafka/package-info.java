/** Hears the log, and reads again what a sink has missed. */
@NullMarked
package io.holdfast.notify.kafka;

import org.jspecify.annotations.NullMarked;
