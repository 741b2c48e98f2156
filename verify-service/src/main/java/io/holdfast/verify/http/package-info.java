/** What is known about backups and their verifications; read only. */
@NullMarked
package io.holdfast.verify.http;

import org.jspecify.annotations.NullMarked;
