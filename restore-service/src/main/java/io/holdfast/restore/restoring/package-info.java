/** What a restore would do and meet, as pure functions of what is known. */
@NullMarked
package io.holdfast.restore.restoring;

import org.jspecify.annotations.NullMarked;
