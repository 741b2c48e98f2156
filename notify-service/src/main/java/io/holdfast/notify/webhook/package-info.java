/** Delivery by HTTP, with signatures, to permitted addresses only. */
@NullMarked
package io.holdfast.notify.webhook;

import org.jspecify.annotations.NullMarked;
