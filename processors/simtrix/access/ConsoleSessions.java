package simtrix.access;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializationFailedException;
import org.springframework.core.serializer.support.SerializingConverter;

/**
 * How the console's sessions lie in the database, where every node finds them (DESIGN 11). While
 * nodes are renewed one after the other, one of them may not be able to read what another has
 * written: then its user logs in once more, and sees no error.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleSessions implements BeanClassLoaderAware {

  private static final Logger LOG = LoggerFactory.getLogger(ConsoleSessions.class);

  private ClassLoader classes = ConsoleSessions.class.getClassLoader();

  @Override
  public void setBeanClassLoader(ClassLoader loader) {
    classes = loader;
  }

  /** Spring Session looks for it under this name. */
  @Bean
  ConversionService springSessionConversionService() {
    GenericConversionService conversion = new GenericConversionService();
    DeserializingConverter reader = new DeserializingConverter(classes);
    conversion.addConverter(Object.class, byte[].class, new SerializingConverter());
    conversion.addConverter(byte[].class, Object.class, bytes -> read(reader, bytes));
    return conversion;
  }

  private static Object read(DeserializingConverter reader, byte[] bytes) {
    try {
      return reader.convert(bytes);
    } catch (SerializationFailedException ofAnotherVersion) {
      LOG.info(
          "A session that another version of the server has written cannot be read; its user logs in again.");
      return null;
    }
  }
}
