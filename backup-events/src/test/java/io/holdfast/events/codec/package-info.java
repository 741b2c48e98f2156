/** Tests of the public contract: its documents match the records, and all input is handled. */
@NullMarked
package io.holdfast.events.codec;

import org.jspecify.annotations.NullMarked;
