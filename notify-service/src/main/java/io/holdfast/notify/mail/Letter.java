package io.holdfast.notify.mail;

import io.holdfast.notify.sending.Parcel;
import io.holdfast.notify.sending.Told;
import io.holdfast.notify.settings.Sink;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.Date;

/** A letter with an id that is the same at each attempt, so that mail programs show a repeated one once. */
final class Letter extends MimeMessage {

    private static final int LONGEST_SUBJECT = 150;

    private final String id;

    private Letter(Session session, String id) {
        super(session);
        this.id = id;
    }

    static Letter of(Session session, Sink.Mail mail, Parcel parcel, Told told, Instant now) throws MessagingException {
        Letter letter = new Letter(session, "<" + parcel.messageId() + "@holdfast>");
        letter.setFrom(new InternetAddress(mail.sender(), true));
        for (String to : mail.to()) {
            letter.addRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
        }
        letter.setSubject("[Holdfast] " + told.headline(LONGEST_SUBJECT), "UTF-8");
        letter.setText(told.letter(), "UTF-8");
        letter.setSentDate(Date.from(now));
        // Nobody's absence note answers it.
        letter.setHeader("Auto-Submitted", "auto-generated");
        letter.saveChanges();
        return letter;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
