/** What a restore meets in a database that is in use, and how it replaces rows there. */
@NullMarked
package io.holdfast.restoreengine.live;

import org.jspecify.annotations.NullMarked;
