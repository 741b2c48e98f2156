/** The scratch server: where backups are restored, compared and asked, and whatever was made there is dropped again. */
@NullMarked
package io.holdfast.verify.scratch;

import org.jspecify.annotations.NullMarked;
