package io.holdfast.notify.mail;

import io.holdfast.notify.notifying.DeliveryResult;
import io.holdfast.notify.sending.DeliveryPayload;
import io.holdfast.notify.sending.NotificationMessage;
import io.holdfast.notify.sending.NotificationSender;
import io.holdfast.notify.sending.PermittedAddressResolver;
import io.holdfast.notify.settings.Sink;
import io.holdfast.notify.settings.SinkSettingsException;
import io.holdfast.settings.sink.SinkAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.Clock;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Sends an event as an e-mail. */
@ApplicationScoped
public class MailSender implements NotificationSender {

    private final Clock clock;

    MailSender(Clock clock) {
        this.clock = clock;
    }

    @Override
    public DeliveryResult send(Sink sink, DeliveryPayload payload) {
        try {
            Sink.Mail mail = sink.mail().orElseThrow();
            Session session = session(sink, mail);
            Transport.send(EmailMessage.of(session, mail, payload, NotificationMessage.of(payload), clock.instant()));
            return new DeliveryResult.Delivered("accepted by the mail server");
        } catch (SinkSettingsException e) {
            return DeliveryResult.Failed.because(String.valueOf(e.getMessage()));
        } catch (MessagingException e) {
            return DeliveryResult.Failed.because(MailErrorDiagnosis.of(e));
        }
    }

    private static Session session(Sink sink, Sink.Mail mail) {
        SinkAddress address = sink.address().get();
        String scheme = address.scheme();
        String timeout = String.valueOf(sink.timeout().toMillis());
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", scheme);
        properties.put("mail.transport.protocol.rfc822", scheme);
        String prefix = "mail." + scheme + ".";
        properties.put(prefix + "host", address.host());
        address.port().ifPresent(port -> properties.put(prefix + "port", port.toString()));
        // Without the second property, the library would retry a failed connection with a socket of its own.
        properties.put(
                prefix + "socketFactory",
                new PermittedAddressSocketFactory(new PermittedAddressResolver(sink.permitted())));
        properties.put(prefix + "socketFactory.fallback", "false");
        properties.put(prefix + "connectiontimeout", timeout);
        properties.put(prefix + "timeout", timeout);
        properties.put(prefix + "writetimeout", timeout);
        properties.put(prefix + "ssl.checkserveridentity", "true");
        properties.put(prefix + "starttls.enable", "true");
        properties.put(prefix + "starttls.required", String.valueOf(scheme.equals("smtp") && !mail.plain()));
        properties.put(prefix + "auth", String.valueOf(mail.username().isPresent()));
        return Session.getInstance(properties, login(mail));
    }

    private static @Nullable Authenticator login(Sink.Mail mail) {
        return mail.username()
                .map(username -> new PasswordAuthentication(
                        username, mail.password().get().orElse("")))
                .map(login -> new Authenticator() {
                    @Override
                    protected PasswordAuthentication getPasswordAuthentication() {
                        return login;
                    }
                })
                .orElse(null);
    }
}
