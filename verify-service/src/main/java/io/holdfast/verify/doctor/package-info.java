/** What the doctor of verify-service checks. */
@NullMarked
package io.holdfast.verify.doctor;

import org.jspecify.annotations.NullMarked;
