/** Kafka consumers of verify-service. They only store what they receive. */
@NullMarked
package io.holdfast.verify.kafka;

import org.jspecify.annotations.NullMarked;
