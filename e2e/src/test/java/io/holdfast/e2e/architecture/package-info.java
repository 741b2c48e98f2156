/** What every room, and each room for itself, promises about its structure; checked over one reading of all classes. */
@NullMarked
package io.holdfast.e2e.architecture;

import org.jspecify.annotations.NullMarked;
