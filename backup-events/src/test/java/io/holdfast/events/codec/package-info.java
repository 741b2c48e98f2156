/** The public contract, held against the records, and everything that strangers may send. */
@NullMarked
package io.holdfast.events.codec;

import org.jspecify.annotations.NullMarked;
