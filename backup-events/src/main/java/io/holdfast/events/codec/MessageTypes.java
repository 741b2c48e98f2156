package io.holdfast.events.codec;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupRequested;
import io.holdfast.events.Message;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.ServiceBackupRequested;
import io.holdfast.events.Topic;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * CloudEvents types, derived from the records' names: {@code BackupCompleted} is {@code holdfast.backup.completed.v1}.
 *
 * <p>The sealed hierarchy is the only list of messages; a new record in it automatically has a type.
 */
public final class MessageTypes {

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");
    private static final Map<String, Class<? extends Message>> BY_TYPE = messages(Message.class)
            .collect(Collectors.toMap(
                    MessageTypes::typeOf, message -> message, MessageTypes::rejectDuplicate, TreeMap::new));

    private MessageTypes() {}

    /** The CloudEvents type of a message, such as {@code holdfast.backup.completed.v1}. */
    public static String typeOf(Class<? extends Message> message) {
        return "holdfast."
                + HUMP.matcher(message.getSimpleName()).replaceAll(".").toLowerCase(Locale.ROOT) + ".v1";
    }

    public static Optional<Class<? extends Message>> messageOf(String type) {
        return Optional.ofNullable(BY_TYPE.get(type));
    }

    /** Every type with its record, sorted by type. */
    public static Map<String, Class<? extends Message>> all() {
        return Collections.unmodifiableMap(BY_TYPE);
    }

    /** The only topic for messages of this type. */
    public static Topic topicOf(Class<? extends Message> message) {
        if (OperatorRequest.class.isAssignableFrom(message)) {
            return Topic.OPERATOR_REQUESTS;
        }
        if (BackupEvent.class.isAssignableFrom(message)) {
            return Topic.BACKUP_EVENTS;
        }
        if (message == ServiceBackupRequested.class) {
            return Topic.SERVICE_REQUESTS;
        }
        return message == BackupRequested.class ? Topic.BACKUP_REQUESTS : Topic.BACKUP_PROGRESS;
    }

    private static Class<? extends Message> rejectDuplicate(
            Class<? extends Message> one, Class<? extends Message> other) {
        throw new IllegalStateException(one + " and " + other + " have the same type");
    }

    private static Stream<Class<? extends Message>> messages(Class<?> sealed) {
        return sealed.isSealed()
                ? Arrays.stream(sealed.getPermittedSubclasses()).flatMap(MessageTypes::messages)
                : Stream.of(sealed.asSubclass(Message.class));
    }
}
