/** Whether dump-service can do its work, and what stands in its way. */
@NullMarked
package io.holdfast.dump.doctor;

import org.jspecify.annotations.NullMarked;
