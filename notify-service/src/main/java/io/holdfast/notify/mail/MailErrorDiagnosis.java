package io.holdfast.notify.mail;

import io.holdfast.notify.sending.PermittedAddressResolver.AddressRefused;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;

/** What kept a letter from being taken, in our own words. */
final class MailErrorDiagnosis {

    private MailErrorDiagnosis() {}

    static String of(MessagingException trouble) {
        return switch (trouble) {
            case AuthenticationFailedException ignored -> "the mail server refuses the username or its password";
            case AddressException ignored -> "an address of to or sender is malformed";
            case SendFailedException ignored -> "the mail server does not take it for these addresses";
            default ->
                trouble.getCause() instanceof AddressRefused refused
                        ? refused.answer()
                        : "the mail server cannot be spoken with (" + cause(trouble) + ")";
        };
    }

    private static String cause(MessagingException trouble) {
        Throwable cause = trouble.getCause();
        return (cause == null ? trouble : cause).getClass().getSimpleName();
    }
}
