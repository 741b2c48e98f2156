/** Domain logic: subscriptions, retries, and permitted addresses. Depends only on the JDK and the event types. */
@NullMarked
package io.holdfast.notify.notifying;

import org.jspecify.annotations.NullMarked;
