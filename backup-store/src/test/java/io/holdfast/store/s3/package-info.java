@NullMarked
package io.holdfast.store.s3;

import org.jspecify.annotations.NullMarked;
