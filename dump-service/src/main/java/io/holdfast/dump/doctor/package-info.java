/** Doctor checks and health checks of dump-service. */
@NullMarked
package io.holdfast.dump.doctor;

import org.jspecify.annotations.NullMarked;
