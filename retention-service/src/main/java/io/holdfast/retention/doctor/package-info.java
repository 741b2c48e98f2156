/** What the doctor of retention-service checks. */
@NullMarked
package io.holdfast.retention.doctor;

import org.jspecify.annotations.NullMarked;
