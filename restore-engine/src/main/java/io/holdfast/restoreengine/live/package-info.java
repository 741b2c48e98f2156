/** Checks live databases before restores, and replaces rows in them. */
@NullMarked
package io.holdfast.restoreengine.live;

import org.jspecify.annotations.NullMarked;
