/** What dump-service hears, and the progress that it tells. */
@NullMarked
package io.holdfast.dump.kafka;

import org.jspecify.annotations.NullMarked;
