/** Doctor checks of restore-service. */
@NullMarked
package io.holdfast.restore.doctor;

import org.jspecify.annotations.NullMarked;
