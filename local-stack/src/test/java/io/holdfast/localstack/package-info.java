@NullMarked
package io.holdfast.localstack;

import org.jspecify.annotations.NullMarked;
