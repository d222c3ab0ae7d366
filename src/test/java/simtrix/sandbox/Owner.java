package simtrix.sandbox;

/** The CRM object that an activity or a comment belongs to. */
record Owner(EntityType type, int id) {}
