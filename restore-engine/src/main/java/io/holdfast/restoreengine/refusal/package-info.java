/** Why a server does not take entries of an archive, for people: judged by SQLSTATE and catalogs, never by a message. */
@NullMarked
package io.holdfast.restoreengine.refusal;

import org.jspecify.annotations.NullMarked;
