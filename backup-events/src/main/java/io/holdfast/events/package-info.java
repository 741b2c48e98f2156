/** The event contract: all messages on Holdfast's topics, as sealed records with plain values. */
@NullMarked
package io.holdfast.events;

import org.jspecify.annotations.NullMarked;
