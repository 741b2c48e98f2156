/** What can be configured. */
@NullMarked
package io.holdfast.dump.settings;

import org.jspecify.annotations.NullMarked;
