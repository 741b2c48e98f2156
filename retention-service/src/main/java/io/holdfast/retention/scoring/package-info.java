/** The 3-2-1-1-0 score: how well the newest verified backup of a database would survive a loss. */
@NullMarked
package io.holdfast.retention.scoring;

import org.jspecify.annotations.NullMarked;
