/** Encoding and decoding of messages: CloudEvents 1.0, structured, binary, or a bare JSON object. */
@NullMarked
package io.holdfast.events.codec;

import org.jspecify.annotations.NullMarked;
