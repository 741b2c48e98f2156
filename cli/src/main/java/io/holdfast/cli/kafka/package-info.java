/** The log, read and written directly. */
@NullMarked
package io.holdfast.cli.kafka;

import org.jspecify.annotations.NullMarked;
