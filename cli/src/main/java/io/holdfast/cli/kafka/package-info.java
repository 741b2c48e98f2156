/** Reads and writes the event log directly on the broker. */
@NullMarked
package io.holdfast.cli.kafka;

import org.jspecify.annotations.NullMarked;
