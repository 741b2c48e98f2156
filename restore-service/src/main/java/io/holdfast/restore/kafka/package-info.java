/** Kafka consumers of restore-service. They only store what they receive. */
@NullMarked
package io.holdfast.restore.kafka;

import org.jspecify.annotations.NullMarked;
