/** What verify-service hears; it only writes down. */
@NullMarked
package io.holdfast.verify.kafka;

import org.jspecify.annotations.NullMarked;
