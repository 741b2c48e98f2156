/** The page about subscribing, run by the clients that it is written for. */
@NullMarked
package io.holdfast.notify.subscribing;

import org.jspecify.annotations.NullMarked;
