/** What the doctor of restore-service checks. */
@NullMarked
package io.holdfast.restore.doctor;

import org.jspecify.annotations.NullMarked;
