/** Runs the examples of docs/subscribe.md with the clients that they are written for. */
@NullMarked
package io.holdfast.notify.subscribing;

import org.jspecify.annotations.NullMarked;
