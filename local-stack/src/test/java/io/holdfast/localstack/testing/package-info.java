@NullMarked
package io.holdfast.localstack.testing;

import org.jspecify.annotations.NullMarked;
