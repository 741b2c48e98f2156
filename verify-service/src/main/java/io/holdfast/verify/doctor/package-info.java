/** Doctor checks of verify-service. */
@NullMarked
package io.holdfast.verify.doctor;

import org.jspecify.annotations.NullMarked;
