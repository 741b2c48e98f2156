/** One archive becomes one database, and is compared with what was dumped; the same code for drills and restores. */
@NullMarked
package io.holdfast.restoreengine;

import org.jspecify.annotations.NullMarked;
