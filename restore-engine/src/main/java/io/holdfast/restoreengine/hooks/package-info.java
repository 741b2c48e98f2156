/** What an operator wants run before and after, and asked whether it answers. */
@NullMarked
package io.holdfast.restoreengine.hooks;

import org.jspecify.annotations.NullMarked;
