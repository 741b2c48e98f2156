package io.holdfast.notify.mail;

import io.holdfast.notify.sending.PermittedAddressResolver.AddressRefused;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;

/** Describes why an e-mail was not accepted. The texts contain no output of the mail library. */
final class MailErrorDiagnosis {

    private MailErrorDiagnosis() {}

    static String of(MessagingException error) {
        return switch (error) {
            case AuthenticationFailedException ignored -> "the mail server refuses the username or the password";
            case AddressException ignored -> "an address in to or sender is malformed";
            case SendFailedException ignored -> "the mail server refuses the sender or the recipients";
            default ->
                error.getCause() instanceof AddressRefused refused
                        ? refused.answer()
                        : "communication with the mail server failed (" + cause(error) + ")";
        };
    }

    private static String cause(MessagingException error) {
        Throwable cause = error.getCause();
        return (cause == null ? error : cause).getClass().getSimpleName();
    }
}
