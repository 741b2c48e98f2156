@NullMarked
package io.holdfast.credentials;

import org.jspecify.annotations.NullMarked;
