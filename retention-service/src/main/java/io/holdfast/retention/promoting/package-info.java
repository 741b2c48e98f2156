/** What a tier asks for beside staying: that it is said, that the storage locks it, and that old copies lie cheaply. */
@NullMarked
package io.holdfast.retention.promoting;

import org.jspecify.annotations.NullMarked;
