/** The Kafka consumers and publishers of retention-service. */
@NullMarked
package io.holdfast.retention.kafka;

import org.jspecify.annotations.NullMarked;
