/** Content of deliveries, and the interface of senders. */
@NullMarked
package io.holdfast.notify.sending;

import org.jspecify.annotations.NullMarked;
