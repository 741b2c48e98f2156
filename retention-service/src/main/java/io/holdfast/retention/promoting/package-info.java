/** Retention tiers: promotions, storage locks and archive classes. */
@NullMarked
package io.holdfast.retention.promoting;

import org.jspecify.annotations.NullMarked;
