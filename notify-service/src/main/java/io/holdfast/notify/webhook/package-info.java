/** Deliveries over HTTP, signed, to no address but a permitted one. */
@NullMarked
package io.holdfast.notify.webhook;

import org.jspecify.annotations.NullMarked;
