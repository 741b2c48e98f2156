package io.holdfast.notify.mail;

import io.holdfast.notify.sending.DeliveryPayload;
import io.holdfast.notify.sending.NotificationMessage;
import io.holdfast.notify.settings.Sink;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.Date;

/** An e-mail. Its id is the same at each attempt, so that mail programs show a repeated message once. */
final class EmailMessage extends MimeMessage {

    private static final int LONGEST_SUBJECT = 150;

    private final String id;

    private EmailMessage(Session session, String id) {
        super(session);
        this.id = id;
    }

    static EmailMessage of(
            Session session, Sink.Mail mail, DeliveryPayload payload, NotificationMessage message, Instant now)
            throws MessagingException {
        EmailMessage emailMessage = new EmailMessage(session, "<" + payload.messageId() + "@holdfast>");
        emailMessage.setFrom(new InternetAddress(mail.sender(), true));
        for (String to : mail.to()) {
            emailMessage.addRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
        }
        emailMessage.setSubject("[Holdfast] " + message.headline(LONGEST_SUBJECT), "UTF-8");
        emailMessage.setText(message.mailText(), "UTF-8");
        emailMessage.setSentDate(Date.from(now));
        // Prevents automatic replies.
        emailMessage.setHeader("Auto-Submitted", "auto-generated");
        emailMessage.saveChanges();
        return emailMessage;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
