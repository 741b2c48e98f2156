/** How well the newest verified backup of a database would outlive a loss: the 3-2-1-1-0 rule. */
@NullMarked
package io.holdfast.retention.scoring;

import org.jspecify.annotations.NullMarked;
